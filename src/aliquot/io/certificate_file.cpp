// Writes a certificate: one row a line, set, district and recipient, ids as they are.
#include "aliquot/io/certificate_file.hpp"

#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace aliquot {

namespace {

std::string quoted(const std::string& text) {
    using Json = nlohmann::json;
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

class Writer {
public:
    explicit Writer(const CertificateFile& file) : file_{file}, pool_{file.pool} {
        for (const std::string& line : file.lines) lines_.push_back(quoted(line));
    }

    std::string text() {
        add("{{\n\"format\": \"{}\"", certificate_format);
        if (!file_.about.empty()) add(",\n\"about\": {}", quoted(file_.about));
        rows("lines", pool_.lines(), [this](std::size_t j) { line(j); });
        if (!pool_.sets.empty()) rows("sets", pool_.sets.size(), [this](std::size_t k) { set(k); });
        if (!pool_.districts.empty())
            rows("districts", pool_.districts.size(), [this](std::size_t d) { district(d); });
        rows("recipients", pool_.recipients(), [this](std::size_t i) { recipient(i); });
        add("\n}}\n");
        return std::move(text_);
    }

private:
    template <class... Values>
    void add(fmt::format_string<Values...> words, Values&&... values) {
        fmt::format_to(std::back_inserter(text_), words, std::forward<Values>(values)...);
    }
    template <class WriteRow>
    void rows(std::string_view name, std::size_t number, WriteRow write) {
        add(",\n\"{}\": [", name);
        for (std::size_t k = 0; k < number; ++k) {
            text_ += k == 0 ? "\n" : ",\n";
            write(k);
        }
        add("\n]");
    }
    template <class Each>
    void list(std::string_view name, std::size_t number, Each each) {
        add(",\"{}\":[", name);
        for (std::size_t k = 0; k < number; ++k) {
            if (k > 0) text_ += ',';
            each(k);
        }
        text_ += ']';
    }

    void line(std::size_t j) {
        add("{{\"id\":{},\"supply\":{}", lines_[j], pool_.supply[j]);
        if (!pool_.weeks.empty())
            add(",\"weeks\":[{},{}]", pool_.weeks[j].first, pool_.weeks[j].last);
        if (file_.has_levels) {
            const LineLevel& level = file_.shares.levels[j];
            add(",\"block\":{}", level.block);
            if (level.weight != 0) add(",\"level\":\"{}/{}\"", level.covered, level.weight);
        }
        text_ += '}';
    }
    void set(std::size_t k) {
        add("{{\"id\":{}", quoted(file_.sets[k]));
        list("lines", pool_.sets[k].size(),
             [&](std::size_t at) { text_ += lines_[pool_.sets[k][at]]; });
        text_ += '}';
    }
    void district(std::size_t d) {
        add("{{\"id\":{}", quoted(file_.districts[d]));
        const District& district = pool_.districts[d];
        if (district.most < no_limit) add(",\"most\":{}", district.most);
        if (district.parent) add(",\"within\":{}", quoted(file_.districts[*district.parent]));
        text_ += '}';
    }

    void recipient(std::size_t i) {
        add("{{\"id\":{},\"weight\":{}", quoted(file_.recipients[i]), pool_.weight[i]);
        if (pool_.held[i] != 0) add(",\"held\":{}", pool_.held[i]);
        if (pool_.room[i] < no_limit) add(",\"room\":{}", pool_.room[i]);
        if (!pool_.tie_rank.empty()) add(",\"rank\":{}", pool_.tie_rank[i]);
        const auto open = pool_.lines_of(i);
        list("lines", open.size(), [&](std::size_t k) { text_ += lines_[open[k]]; });
        limits(i);
        add(",\"given\":{}", file_.shares.given[i]);
        const std::vector<Portion>& portions = file_.shares.portions;
        const std::size_t begin = next_portion_;
        while (next_portion_ < portions.size() && portions[next_portion_].recipient == i)
            ++next_portion_;
        list("portions", next_portion_ - begin, [&](std::size_t k) {
            pair(lines_[portions[begin + k].line], portions[begin + k].courses);
        });
        text_ += '}';
    }
    void limits(std::size_t i) {
        if (!pool_.pair_begin.empty() && pool_.pair_begin[i] < pool_.pair_begin[i + 1])
            list("limits", pool_.pair_begin[i + 1] - pool_.pair_begin[i], [&](std::size_t k) {
                const std::size_t at = pool_.pair_begin[i] + k;
                pair(lines_[pool_.pair_line[at]], pool_.pair_most[at]);
            });
        std::vector<std::size_t> limited;
        for (std::size_t k = 0; k < pool_.sets.size() && !pool_.set_room.empty(); ++k)
            if (pool_.set_room[i * pool_.sets.size() + k] < no_limit) limited.push_back(k);
        if (!limited.empty())
            list("set_rooms", limited.size(), [&](std::size_t k) {
                pair(quoted(file_.sets[limited[k]]),
                     pool_.set_room[i * pool_.sets.size() + limited[k]]);
            });
        if (!pool_.weekly.empty() && pool_.weekly[i] < no_limit)
            add(",\"weekly\":{}", pool_.weekly[i]);
        if (!pool_.district.empty() && pool_.district[i])
            add(",\"district\":{}", quoted(file_.districts[*pool_.district[i]]));
    }
    void pair(std::string_view name, std::int64_t number) { add("[{},{}]", name, number); }

    const CertificateFile& file_;
    const Pool& pool_;
    std::vector<std::string> lines_;  // in quotes
    std::size_t next_portion_ = 0;
    std::string text_;
};

}  // namespace

std::string write_certificate(const CertificateFile& file) {
    return Writer{file}.text();
}

Names names_of(const CertificateFile& file) {
    const auto named = [](const std::vector<std::string>& names) {
        return [&names](std::size_t position) { return names.at(position); };
    };
    return {named(file.recipients), named(file.lines), named(file.sets), named(file.districts)};
}

}  // namespace aliquot
