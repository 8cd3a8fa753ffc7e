"use strict";

// The script of the terminal tells by classes of the body how far it has come.
function follow(body) {
  const shown = body.classList.contains("-first-byte");
  const target = body.classList.contains("-closed") ? "#again" : shown ? ".xterm-helper-textarea" : "";
  if (target) document.querySelector(target).focus();
}

addEventListener("DOMContentLoaded", () => {
  document.querySelector("#again").addEventListener("click", () => location.reload());
  new MutationObserver(() => follow(document.body)).observe(document.body, {
    attributes: true,
    attributeFilter: ["class"],
  });
});
