// Before anything is painted: one view at a time, in the colours that the reader chose.
document.documentElement.classList.add("js");
if (location.hash.length > 1) document.documentElement.classList.add("arriving");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // a page from disk may have no storage; the system's colours do
}
