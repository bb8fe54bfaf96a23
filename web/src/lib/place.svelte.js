// Where the page is: #/orders, or #/orders/ORD-… with that order's trace open beside it; what is
// searched for follows as in #/orders?q=luis.

const pages = ["live", "catalogue", "orders", "analytics", "settings"];

export const place = $state({ page: "live", order: null, search: "" });

function read() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [page, order] = path.split("/");
  place.search = new URLSearchParams(query).get("q") ?? "";
  place.page = pages.includes(page) ? page : "live";
  place.order = order ? decodeURIComponent(order) : null;
}

export function start_router() {
  addEventListener("hashchange", read);
  read();
}

export function go(page, order = null) {
  location.hash = `#/${page}` + (order ? "/" + encodeURIComponent(order) : "");
}
