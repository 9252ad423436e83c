// Runs once in the conversation's element: clicks on questions and votes become events of the page.
element.addEventListener("click", (click) => {
  const question = click.target.closest("[data-ask]");
  if (question) trigger("ask", { question: question.dataset.ask, alone: "alone" in question.dataset });
  const vote = click.target.closest("[data-vote]");
  if (vote) trigger("vote", { turn: Number(vote.dataset.turn), vote: vote.dataset.vote });
});
