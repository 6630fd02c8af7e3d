// Statements that refer to each other: what one takes back, repeats or contradicts.
#include "aliquot/io/statement_links.hpp"

#include <algorithm>
#include <set>

namespace aliquot::reading {

namespace {

class Links {
public:
    Links(const std::vector<Numbered<Statement>>& rows, const std::vector<std::string>& all_ids,
          std::string_view file, Findings& findings)
        : rows_{rows}, all_ids_{all_ids}, file_{file}, findings_{findings} {}

    void check() {
        for (const Numbered<Statement>& row : rows_) {
            const Statement& one = row.value;
            if (const Statement* earlier = referred(row, "supersedes", one.supersedes)) {
                check_day(row, "supersedes", *earlier);
                if (earlier->source != one.source)
                    wrong(row, "supersedes",
                          fmt::format("{} is a statement of {}", shown(earlier->id),
                                      shown(earlier->source)),
                          "a source takes back its own words; use contradicts for another's");
            }
            if (const Statement* original = referred(row, "rests_on", one.rests_on))
                check_day(row, "rests_on", *original);
            for (const std::string& id : one.contradicts) (void)referred(row, "contradicts", id);
        }
        check_circles("supersedes", &Statement::supersedes);
        check_circles("rests_on", &Statement::rests_on);
    }

private:
    void wrong(const Numbered<Statement>& row, std::string_view column, std::string what,
               std::string hint) {
        findings_.add(Spot{std::string{file_}, row.at, 0, std::string{column}}, std::move(what),
                      std::move(hint));
    }

    const Statement* find(const std::string& id) const {
        const auto found = std::ranges::lower_bound(
            rows_, id, {}, [](const Numbered<Statement>& row) { return row.value.id; });
        return found != rows_.end() && found->value.id == id ? &found->value : nullptr;
    }

    // Nothing, and perhaps an error, if the reference leads nowhere.
    const Statement* referred(const Numbered<Statement>& row, std::string_view column,
                              const std::string& id) {
        if (id.empty()) return nullptr;
        if (id == row.value.id) {
            wrong(row, column, fmt::format("{} refers to itself", shown(id)),
                  "name another statement");
            return nullptr;
        }
        const Statement* found = find(id);
        if (found == nullptr && !std::ranges::binary_search(all_ids_, id))
            wrong(row, column, fmt::format("unknown statement {}", shown(id)),
                  did_you_mean(id, all_ids_, "no row of the table has this id"));
        return found;
    }

    void check_day(const Numbered<Statement>& row, std::string_view column,
                   const Statement& earlier) {
        if (earlier.said_on <= row.value.said_on) return;
        wrong(row, column,
              fmt::format("{} was said on {}, after {}", shown(earlier.id),
                          format_date(earlier.said_on), format_date(row.value.said_on)),
              "a statement refers to earlier ones");
    }

    // Of statements of one day, each could take back the next. Every circle is told once, at its
    // smallest id.
    void check_circles(std::string_view column, std::string Statement::* link) {
        std::set<std::string> done;
        for (const Numbered<Statement>& row : rows_) {
            std::vector<std::string> path;
            const Statement* next = &row.value;
            while (next != nullptr && !done.contains(next->id)) {
                const auto met = std::ranges::find(path, next->id);
                if (met != path.end()) {
                    if (path.end() - met > 1) tell_circle({met, path.end()}, column);
                    break;
                }
                path.push_back(next->id);
                next = (next->*link).empty() ? nullptr : find(next->*link);
            }
            done.insert(path.begin(), path.end());
        }
    }

    void tell_circle(std::vector<std::string> circle, std::string_view column) {
        std::ranges::rotate(circle, std::ranges::min_element(circle));
        const auto row = std::ranges::find(
            rows_, circle.front(), [](const Numbered<Statement>& one) { return one.value.id; });
        std::string path;
        for (const std::string& id : circle) path += id + " -> ";
        wrong(*row, column,
              fmt::format("the references go round in a circle: {}{}", path, circle.front()),
              "leave one of them out");
    }

    const std::vector<Numbered<Statement>>& rows_;
    const std::vector<std::string>& all_ids_;
    std::string_view file_;
    Findings& findings_;
};

}  // namespace

void check_links(const std::vector<Numbered<Statement>>& rows,
                 const std::vector<std::string>& all_ids, std::string_view file,
                 Findings& findings) {
    Links{rows, all_ids, file, findings}.check();
}

}  // namespace aliquot::reading
