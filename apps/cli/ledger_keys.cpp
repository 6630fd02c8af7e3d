// Keys made and shown, and checkpoints signed with them.
#include "ledger_keys.hpp"

#include <chrono>
#include <string>

#include "door.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/text.hpp"
#include "aliquot/ledger/log/audit.hpp"
#include "aliquot/ledger/log/store.hpp"

namespace aliquot::cli {

namespace {

using Json = nlohmann::ordered_json;

int show_key(const SigningKey& key, const std::string& file, const Output& output) {
    const std::string public_key = hex_of(key.public_key());
    if (output.json)
        print(Json{{"file", file}, {"public_key", public_key}}.dump(2) + "\n");
    else if (!output.quiet)
        print(fmt::format("public key {}\n", public_key));
    return done;
}

int new_key_command(const std::string& file, const Output& output) {
    const SigningKey key = SigningKey::generate();
    if (auto written = ledger::write_key(file, key); !written)
        return report_error(written.error(), output);
    return show_key(key, file, output);
}

int show_key_command(const std::string& file, const Output& output) {
    const auto key = ledger::read_key(file);
    if (!key) return report_error(key.error(), output);
    return show_key(*key, file, output);
}

std::int64_t microseconds_now() {
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

// Nobody vouches for a log that does not hold together: it is audited first.
int sign_command(const std::string& place, const std::string& key_file, const Output& output) {
    const auto key = ledger::read_key(key_file);
    if (!key) return report_error(key.error(), output);
    const auto store = ledger::open_store(place);
    if (!store) return report_error(store.error(), output);
    const auto report = ledger::audit(**store);
    if (!report) return report_error(report.error(), output);
    if (report->violations_in_all > 0)
        return report_error(
            {ErrorCode::conflict,
             fmt::format("the log has {} violation{} and is not signed", report->violations_in_all,
                         report->violations_in_all == 1 ? "" : "s"),
             place, "`aliquot ledger audit` names them"},
            output);
    if (report->head.sequence == 0)
        return report_error({ErrorCode::conflict, "the log is empty", place, ""}, output);
    const auto checkpoint =
        ledger::sign_checkpoint((*store)->log_id(), report->head, microseconds_now(), *key);
    if (auto added = (*store)->add_checkpoint(checkpoint); !added)
        return report_error(added.error(), output);
    const std::string hash = hex_of(checkpoint.head.hash);
    if (output.json)
        print(Json{{"sequence", checkpoint.head.sequence},
                   {"hash", hash},
                   {"key", hex_of(checkpoint.key)},
                   {"signature", hex_of(checkpoint.signature)}}
                  .dump(2) +
              "\n");
    else if (!output.quiet)
        print(fmt::format("signed up to record {} of hash {}\nby key {}\n",
                          grouped(checkpoint.head.sequence), hash, hex_of(checkpoint.key)));
    return done;
}

class KeyLine {
public:
    KeyLine(CLI::App& group, int& code) : code_{code} {
        CLI::App& keys = *group.add_subcommand("key", "Makes a key to sign with, or shows it");
        keys.require_subcommand(1);
        CLI::App& fresh = add(keys, "new", "Makes a key in a new file that only you can read",
                              "aliquot ledger key new office.key");
        fresh.add_option("file", file_, "The new file, away from the store")->required();
        fresh.callback([this] { code_ = new_key_command(file_, output()); });
        CLI::App& shown = add(keys, "show", "The public key of a key file, for others to trust",
                              "aliquot ledger key show office.key");
        shown.add_option("file", file_, "The key file")->required();
        shown.callback([this] { code_ = show_key_command(file_, output()); });
        CLI::App& sign = add(group, "sign", "Audits the log and vouches for how it stands",
                             "aliquot ledger sign plan.aliquot --key office.key");
        sign.add_option("store", store_, "A file, or a database: postgresql://user@host/name")
            ->required();
        sign.add_option("--key", file_, "The key file")->required();
        sign.callback([this] { code_ = sign_command(store_, file_, output()); });
    }

private:
    CLI::App& add(CLI::App& parent, const std::string& name, const std::string& summary,
                  const std::string& example) {
        CLI::App& command = *parent.add_subcommand(name, summary);
        command.footer("Example:\n  " + example);
        command.add_option("--format", format_, "text or json")
            ->check(CLI::IsMember({"text", "json"}))
            ->capture_default_str();
        command.add_flag("--quiet", quiet_, "Print nothing but errors");
        return command;
    }
    [[nodiscard]] Output output() const { return {format_ == "json", quiet_}; }

    int& code_;
    std::string format_ = "text";
    bool quiet_ = false;
    std::string store_;
    std::string file_;
};

}  // namespace

std::shared_ptr<void> add_ledger_key_commands(CLI::App& group, int& code) {
    return std::make_shared<KeyLine>(group, code);
}

}  // namespace aliquot::cli
