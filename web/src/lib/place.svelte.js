// Where the page is: #/orders, or #/orders/ORD-… with that order's trace open beside it.

const pages = ["live", "catalogue", "orders", "analytics", "settings"];

export const place = $state({ page: "live", order: null });

function read() {
  const [page, order] = location.hash.replace(/^#\/?/, "").split("/");
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
