// A breadth-first search over lines, storage classes and claims.
#include "aliquot/allocation/course_paths.hpp"

namespace aliquot {

std::vector<bool> CoursePaths::spread(std::size_t start) const {
    const std::size_t lines = problem_->lines.size();
    const std::size_t claims = problem_->claims.size();
    std::vector<bool> seen(class_place(claims, 0), false);
    std::vector<std::size_t> queue{start};
    seen[start] = true;
    const auto go = [&](std::size_t place) {
        if (seen[place]) return;
        seen[place] = true;
        queue.push_back(place);
    };
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const std::size_t place = queue[head];
        if (place < lines) {
            for (std::size_t i = 0; i < claims; ++i)
                if (after_->line_for(i, place, 1))
                    go(class_place(i, problem_->lines[place].storage_class));
        } else if (place < lines + claims) {
            for (std::size_t c = 0; c < 3; ++c)
                if (after_->stored(place - lines, c) > 0) go(class_place(place - lines, c));
        } else {
            const std::size_t i = (place - lines - claims) / 3;
            const std::size_t storage = (place - lines - claims) % 3;
            if (after_->storage_for(i, storage, 1)) go(claim_place(i));
            for (std::size_t j = 0; j < lines; ++j)
                if (problem_->lines[j].storage_class == storage && after_->courses(i, j) > 0) go(j);
        }
    }
    std::vector<bool> reached(claims);
    for (std::size_t i = 0; i < claims; ++i) reached[i] = seen[claim_place(i)];
    return reached;
}

}  // namespace aliquot
