// Runs before the page is drawn, so that nothing jumps: the style sheet learns that scripts work.
document.documentElement.classList.add("js-enabled");
