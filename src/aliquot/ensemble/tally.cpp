// Figures put in their places, weeks added up over participants.
#include "aliquot/ensemble/tally.hpp"

#include <utility>

#include "aliquot/core/check.hpp"

namespace aliquot {

Tally::Tally(const EnsemblePlan& plan)
    : plan_{&plan},
      has_(plan.batches.size(), false),
      compared_{plan.head,
                static_cast<std::int64_t>(plan.first_member),
                {plan.participants.size(), plan.head.runs.size(), plan.members},
                {plan.head.runs.size(), plan.members, weeks_of(plan.head)}} {}

void Tally::take_in(const FinishedBatch& finished) {
    const Batch& batch = plan_->batches.at(finished.batch);
    ALIQUOT_CHECK(!has_[finished.batch]);
    ALIQUOT_CHECK(finished.figures.size() == plan_->figures_in(finished.batch));
    const std::size_t first = batch.first_member - plan_->first_member;
    for (std::size_t run = 0; run < plan_->head.runs.size(); ++run)
        for (std::size_t m = 0; m < batch.members; ++m) {
            const epidemic::MemberFigures& one = finished.figures[run * batch.members + m];
            ALIQUOT_CHECK(one.weeks.size() == compared_.weeks.weeks());
            compared_.figures.at(batch.participant, run, first + m) = one.whole;
            for (std::size_t week = 0; week < one.weeks.size(); ++week)
                compared_.weeks.at(run, first + m, week) += one.weeks[week];
        }
    has_[finished.batch] = true;
    ++batches_;
}

void Tally::take_all(ComparedRuns compared) {
    ALIQUOT_CHECK(batches_ == 0 && compared.head == plan_->head &&
                  compared.figures.members() == plan_->members);
    compared_ = std::move(compared);
    has_.assign(has_.size(), true);
    batches_ = has_.size();
}

const ComparedRuns& Tally::compared() const {
    ALIQUOT_CHECK(whole());
    return compared_;
}

}  // namespace aliquot
