// Columns and rows in the order of the model; numbers in the shortest form that reads back alike.
#include "aliquot/allocation/mip/model_text.hpp"

#include <fmt/format.h>

namespace aliquot::mip {

namespace {

bool is_bounded(double value) {
    return value > -infinity && value < infinity;
}

// Rows with terms on several lines, so that no line is longer than some readers allow.
std::string sum_of(const Model& model, const std::vector<Term>& terms) {
    std::string text;
    for (std::size_t k = 0; k < terms.size(); ++k)
        text += fmt::format("{}{} {} {}", k > 0 && k % 4 == 0 ? "\n   " : "",
                            terms[k].factor < 0 ? " -" : (k == 0 ? "" : " +"),
                            terms[k].factor < 0 ? -terms[k].factor : terms[k].factor,
                            model.columns[terms[k].column].name);
    return text;
}

std::string mps_number(std::string_view first, std::string_view second, double value) {
    return fmt::format("    {}  {}  {}\n", first, second, value);
}

std::string mps_columns(const Model& model) {
    std::vector<std::string> entries(model.columns.size());
    for (std::size_t i = 0; i < model.columns.size(); ++i)
        if (model.columns[i].cost != 0)
            entries[i] += mps_number(model.columns[i].name, "cost", model.columns[i].cost);
    for (const Row& row : model.rows)
        for (const Term& term : row.terms)
            entries[term.column] +=
                mps_number(model.columns[term.column].name, row.name, term.factor);
    std::string text = "COLUMNS\n";
    bool whole = false;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (model.columns[i].integer != whole) {
            whole = model.columns[i].integer;
            text += fmt::format("    M{}  'MARKER'  '{}'\n", i, whole ? "INTORG" : "INTEND");
        }
        text += entries[i];
    }
    if (whole) text += "    MEND  'MARKER'  'INTEND'\n";
    return text;
}

}  // namespace

std::string lp_text(const Model& model) {
    std::string text;
    for (const std::string& comment : model.comments) text += fmt::format("\\ {}\n", comment);
    std::vector<Term> costs;
    for (std::size_t i = 0; i < model.columns.size(); ++i)
        if (model.columns[i].cost != 0) costs.push_back({i, model.columns[i].cost});
    text += fmt::format("Minimize\n cost:{}\nSubject To\n", sum_of(model, costs));
    for (const Row& row : model.rows) {
        const std::string sum = sum_of(model, row.terms);
        if (is_bounded(row.lower)) text += fmt::format(" {}:{} >= {}\n", row.name, sum, row.lower);
        if (is_bounded(row.upper)) text += fmt::format(" {}:{} <= {}\n", row.name, sum, row.upper);
    }
    text += "Bounds\n";
    for (const Column& column : model.columns)
        text += is_bounded(column.upper)
                    ? fmt::format(" {} <= {} <= {}\n", column.lower, column.name, column.upper)
                    : fmt::format(" {} >= {}\n", column.name, column.lower);
    text += "Generals\n";
    for (const Column& column : model.columns)
        if (column.integer) text += fmt::format(" {}\n", column.name);
    return text + "End\n";
}

std::string mps_text(const Model& model) {
    std::string text;
    for (const std::string& comment : model.comments) text += fmt::format("* {}\n", comment);
    text += "NAME  lots\nROWS\n N  cost\n";
    for (const Row& row : model.rows)
        text += fmt::format(" {}  {}\n", is_bounded(row.lower) ? 'G' : 'L', row.name);
    text += mps_columns(model) + "RHS\n";
    for (const Row& row : model.rows) {
        const double bound = is_bounded(row.lower) ? row.lower : row.upper;
        if (bound != 0) text += mps_number("rhs", row.name, bound);
    }
    text += "BOUNDS\n";
    for (const Column& column : model.columns) {
        if (column.lower != 0) text += fmt::format(" LO bnd  {}  {}\n", column.name, column.lower);
        if (is_bounded(column.upper))
            text += fmt::format(" UP bnd  {}  {}\n", column.name, column.upper);
        else if (column.integer)
            text += fmt::format(" PL bnd  {}\n", column.name);
    }
    return text + "ENDATA\n";
}

}  // namespace aliquot::mip
