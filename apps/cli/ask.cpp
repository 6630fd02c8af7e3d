// Asking at the terminal: the question to standard error, the answer from standard input.
#include "ask.hpp"

#include <cstdio>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

namespace aliquot::cli {

namespace {

// While it lives, the terminal does not show what is typed.
class Unseen {
public:
    Unseen() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios unseen = before_;
        unseen.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen) == 0;
    }
    ~Unseen() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

std::optional<std::string> read_line() {
    std::string line;
    for (int c = std::getchar(); c != '\n'; c = std::getchar()) {
        if (c == EOF) return std::nullopt;
        line += static_cast<char>(c);
    }
    return line;
}

}  // namespace

bool somebody_types() {
    return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

bool somebody_sits_here() {
    return somebody_types() && ::isatty(STDOUT_FILENO) == 1;
}

std::optional<std::string> ask(const std::string& question) {
    std::fflush(stdout);
    fmt::print(stderr, "{}", question);
    return read_line();
}

std::optional<Secret> ask_secret(const std::string& question) {
    std::optional<std::string> line;
    {
        const Unseen unseen;
        line = ask(question);
    }
    fmt::print(stderr, "\n");
    if (!line) return std::nullopt;
    return Secret{*std::move(line)};
}

}  // namespace aliquot::cli
