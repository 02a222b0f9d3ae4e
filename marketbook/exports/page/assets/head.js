// Before anything is painted: one view at a time, in the colours that the reader chose.
const root = document.documentElement;
root.classList.add("js");
if (location.hash.length > 1) root.classList.add("arriving");
// a browser that is too old for the script shows the page as one long report
addEventListener("error", () => {
  if (!root.classList.contains("ready")) root.classList.remove("js");
});
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
} catch {
  // a page from disk may have no storage; the system's colours do
}
