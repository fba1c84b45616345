"use strict";
// A dropped file is read here and lands in the text field; a page that waits asks again until the brief is there.
const field = document.querySelector("textarea");
if (field) {
  const file = document.querySelector("input[type=file]");
  for (const name of ["dragover", "dragenter"]) field.addEventListener(name, (event) => { event.preventDefault(); field.classList.add("over"); });
  field.addEventListener("dragleave", () => field.classList.remove("over"));
  field.addEventListener("drop", (event) => {
    event.preventDefault();
    field.classList.remove("over");
    const [dropped] = event.dataTransfer.files;
    if (dropped) {
      const list = new DataTransfer();
      list.items.add(dropped);
      file.files = list.files;
      field.value = "";
      field.placeholder = `${dropped.name} will be checked`;
    } else {
      field.value = event.dataTransfer.getData("text/plain");
    }
  });
}
const waiting = document.querySelector("[data-job]");
if (waiting) {
  const words = { waiting: "Waiting", reading: "Reading the article", checking: "Checking its claims" };
  const ask = async () => {
    const answer = await fetch(`/api/briefs/${waiting.dataset.job}`);
    const job = answer.ok ? await answer.json() : { state: "failed" };
    if (job.state === "done" || job.state === "failed") return location.reload();
    waiting.querySelector("[role=status]").textContent = words[job.state] + (job.ahead ? `: ${job.ahead} before it` : "");
    waiting.querySelector("progress").value = { waiting: 0.1, reading: 0.4, checking: 0.8 }[job.state];
    setTimeout(ask, 300);
  };
  ask();
}
