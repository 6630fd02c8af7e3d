// Stands in for PostgreSQL where Aliquot was built without it.
#include "aliquot/ledger/log/db.hpp"
#include "aliquot/ledger/log/place.hpp"

namespace aliquot::ledger {

namespace {

class NoPostgres final : public DbSource {
public:
    explicit NoPostgres(const std::string& url) : name_{without_password(url)} {}
    const std::string& name() const override { return name_; }
    DbResult<std::unique_ptr<Db>> connect(Access) override {
        return tl::unexpected(
            DbFault{DbFault::Kind::refused,
                    {ErrorCode::wrong_input, "this program was built without PostgreSQL", name_,
                     "install libpq-dev and build it again, or keep the log in a file"}});
    }

private:
    std::string name_;
};

}  // namespace

std::unique_ptr<DbSource> postgres_database(const std::string& url) {
    return std::make_unique<NoPostgres>(url);
}

}  // namespace aliquot::ledger
