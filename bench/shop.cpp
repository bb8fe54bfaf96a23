#include "bench/shop.hpp"

#include "bench/audience.hpp"

#include "adapters/postgres/postgres_migrator.hpp"
#include "adapters/postgres/postgres_store.hpp"
#include "adapters/sqlite/sqlite_store.hpp"

namespace tts::bench {

std::unique_ptr<StoreFactory> open_shop(const std::string& sqlite_path_or_postgres_url) {
    const std::string& where = sqlite_path_or_postgres_url;
    if (where.starts_with("postgresql://")) {
        open_postgres_migrator(where).value()->apply().value();
        return open_postgres_store(where).value();
    }
    open_sqlite_migrator(where).value()->apply().value();
    return open_sqlite_store(where).value();
}

void fill_catalogue(StoreFactory& shop, std::uint32_t streamers) {
    const auto store = shop.open().value();
    for (std::uint32_t number = 0; number < streamers; ++number) {
        const std::string streamer = streamer_name(number);
        for (int i = 1; i <= 5; ++i) {
            Product product;
            product.id = ProductId::next();
            product.streamer = streamer;
            product.sku = "SKU-" + std::to_string(i);
            product.name = "Dress number " + std::to_string(i);
            product.code = "A1" + std::to_string(i);
            product.price = Money::from_cents(1'999);
            product.stock = stock_max;
            product = store->save_product(product).value();
            if (i == 1) store->pin(streamer, product.id, now() - std::chrono::hours(1)).value();
        }
    }
}

}  // namespace tts::bench
