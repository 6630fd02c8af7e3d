// Finds the type of an event or command by the name that stands in the log.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace aliquot::desk {

template <class T>
constexpr bool is_group = false;
template <class... T>
constexpr bool is_group<std::variant<T...>> = true;

// Tries every kind of a variant, and of the variants in it; `read` fills the record that it found.
template <class Variant, std::size_t k = 0>
std::optional<Variant> of_kind(std::string_view kind, auto&& read) {
    if constexpr (k == std::variant_size_v<Variant>) {
        return std::nullopt;
    } else {
        using Kind = std::variant_alternative_t<k, Variant>;
        if constexpr (is_group<Kind>) {
            if (auto found = of_kind<Kind>(kind, read)) return Variant{*std::move(found)};
        } else if (kind == Kind::kind) {
            Kind record;
            read(record);
            return Variant{std::move(record)};
        }
        return of_kind<Variant, k + 1>(kind, read);
    }
}

}  // namespace aliquot::desk
