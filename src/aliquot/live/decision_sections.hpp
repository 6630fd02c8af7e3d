// The parts of a round's decision page, each from the document's members.
#pragma once

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "aliquot/io/report/html.hpp"

namespace aliquot::live {

// The document, and the proposal that the page is about.
class DecisionView {
public:
    using Json = nlohmann::ordered_json;
    explicit DecisionView(Json document) : document_(std::move(document)) {}

    [[nodiscard]] const Json& document() const { return document_; }
    // By a rule, and its offers were made; null: none.
    [[nodiscard]] const Json* decided() const;
    // The decided one, else the last by a rule that nobody rejected, else the last; null: none.
    [[nodiscard]] const Json* shown() const;
    [[nodiscard]] std::string name_of(const std::string& participant) const;

private:
    Json document_;
};

[[nodiscard]] report::Html supply_section(const DecisionView& view);
[[nodiscard]] report::Html side_by_side_section(const DecisionView& view);
[[nodiscard]] report::Html shares_section(const DecisionView& view);
[[nodiscard]] report::Html left_out_section(const DecisionView& view);
[[nodiscard]] report::Html others_section(const DecisionView& view);  // reallocated, exceptional
[[nodiscard]] report::Html answers_section(const DecisionView& view);
[[nodiscard]] report::Html to_date_section(const DecisionView& view);

}  // namespace aliquot::live
