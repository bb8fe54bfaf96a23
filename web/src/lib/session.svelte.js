// Who looks at the page, as the server knows it.

export const session = $state({
  needs_login: false,
  signed_in: false,
  role: "", // local: a program on the server's own machine, which may do everything without a login.
  name: "",
});
