// What the processes of one ensemble say to each other: few words, all of them text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aliquot/core/result.hpp"

namespace aliquot::mpi {

// MPI from its beginning to its end. Only the thread that made it may speak.
class Session {
public:
    Session(int& count, char**& words);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] int rank() const { return rank_; }
    [[nodiscard]] int size() const { return size_; }
    // Ends every rank at once, with this exit code.
    [[noreturn]] void abort(int code) const;

private:
    int rank_ = 0;
    int size_ = 1;
};

enum class Word : int {
    wanted = 1,  // to rank 0: so many batches, please
    batches,     // from rank 0: these; none: go home
    finished,    // to rank 0: the line of a batch
    failed,      // to rank 0: a text for people; what had been taken will not come
};

struct Message {
    int rank = 0;  // from whom
    Word word = Word::wanted;
    std::string text;
};

void send(int rank, Word word, const std::string& text);
// Nothing, if there is none yet.
[[nodiscard]] std::optional<Message> receive_if_there();
// Waits without keeping a processor busy, which others at the same machine need.
[[nodiscard]] Message receive();

// The text of every rank, at rank 0; nothing elsewhere.
[[nodiscard]] std::vector<std::string> gathered(const Session& session, const std::string& text);
// The number that rank 0 gives, everywhere.
[[nodiscard]] int told(int number);

// Errors as text and back.
[[nodiscard]] std::string text_of(const Errors& errors);
[[nodiscard]] Errors errors_of(const std::string& text);

}  // namespace aliquot::mpi
