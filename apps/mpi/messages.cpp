// Messages by the C interface of MPI.
#include "messages.hpp"

#include <chrono>
#include <cstdlib>
#include <numeric>
#include <thread>

#include <mpi.h>
#include <nlohmann/json.hpp>

#include "aliquot/core/check.hpp"

namespace aliquot::mpi {

namespace {

constexpr std::chrono::microseconds between_looks{500};

}  // namespace

Session::Session(int& count, char**& words) {
    int given = 0;
    MPI_Init_thread(&count, &words, MPI_THREAD_FUNNELED, &given);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
}

Session::~Session() {
    MPI_Finalize();
}

void Session::abort(int code) const {
    MPI_Abort(MPI_COMM_WORLD, code);
    std::abort();
}

void send(int rank, Word word, const std::string& text) {
    MPI_Send(text.data(), static_cast<int>(text.size()), MPI_CHAR, rank, static_cast<int>(word),
             MPI_COMM_WORLD);
}

std::optional<Message> receive_if_there() {
    int there = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status);
    if (there == 0) return std::nullopt;
    int size = 0;
    MPI_Get_count(&status, MPI_CHAR, &size);
    Message message{status.MPI_SOURCE, static_cast<Word>(status.MPI_TAG),
                    std::string(static_cast<std::size_t>(size), '\0')};
    MPI_Recv(message.text.data(), size, MPI_CHAR, status.MPI_SOURCE, status.MPI_TAG, MPI_COMM_WORLD,
             MPI_STATUS_IGNORE);
    return message;
}

Message receive() {
    for (;;) {
        if (auto message = receive_if_there()) return *std::move(message);
        std::this_thread::sleep_for(between_looks);
    }
}

std::vector<std::string> gathered(const Session& session, const std::string& text) {
    const auto ranks = static_cast<std::size_t>(session.size());
    const int own = static_cast<int>(text.size());
    std::vector<int> sizes(ranks);
    MPI_Gather(&own, 1, MPI_INT, sizes.data(), 1, MPI_INT, 0, MPI_COMM_WORLD);
    std::vector<int> places(ranks);
    std::exclusive_scan(sizes.begin(), sizes.end(), places.begin(), 0);
    std::string all(static_cast<std::size_t>(places.back() + sizes.back()), '\0');
    MPI_Gatherv(text.data(), own, MPI_CHAR, all.data(), sizes.data(), places.data(), MPI_CHAR, 0,
                MPI_COMM_WORLD);
    std::vector<std::string> texts;
    for (std::size_t k = 0; session.rank() == 0 && k < ranks; ++k)
        texts.push_back(
            all.substr(static_cast<std::size_t>(places[k]), static_cast<std::size_t>(sizes[k])));
    return texts;
}

int told(int number) {
    MPI_Bcast(&number, 1, MPI_INT, 0, MPI_COMM_WORLD);
    return number;
}

std::string text_of(const Errors& errors) {
    nlohmann::json all = nlohmann::json::array();
    for (const Error& each : errors)
        all.push_back({static_cast<int>(each.code), each.what, each.where, each.hint});
    return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

Errors errors_of(const std::string& text) {
    Errors errors;
    for (const auto& each : nlohmann::json::parse(text))
        errors.push_back(
            {static_cast<ErrorCode>(each.at(0).get<int>()), each.at(1), each.at(2), each.at(3)});
    return errors;
}

}  // namespace aliquot::mpi
