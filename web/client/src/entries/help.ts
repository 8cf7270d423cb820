/** The help page: a button that prints it, where there is script. */

const button = document.querySelector<HTMLButtonElement>("#print");
button?.removeAttribute("hidden");
button?.addEventListener("click", () => window.print());
