// Starts every enhancement; each of them finds its own elements and leaves the rest alone.
import { Button, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink, createAll } from "govuk-frontend";
import { startAddresses } from "./address.js";
import { startAutosaves } from "./autosave.js";
import { startAwaiting } from "./awaited.js";
import { startCharacterCounts } from "./character-count.js";
import { startComboboxes } from "./combobox.js";
import { startConditions } from "./conditions.js";
import { startCopying } from "./copy.js";
import { startExits } from "./leave.js";
import { startLivePreviews } from "./live.js";
import { startPuzzles } from "./puzzle.js";
import { startPasskeys } from "./passkey.js";
import { startRedactions } from "./redact.js";
import { startSignatures } from "./signature.js";
import { startStaying } from "./stay.js";
import { startUploads } from "./upload.js";

document.body.classList.add("govuk-frontend-supported");
for (const component of [Button, Checkboxes, ErrorSummary, PasswordInput, Radios, SkipLink]) {
  createAll(component);
}
startConditions(document);
startAddresses(document);
startComboboxes(document);
startCharacterCounts(document);
startPasskeys(document);
startSignatures(document);
startRedactions(document);
startUploads(document);
startCopying(document);
startAutosaves(document);
startAwaiting(document);
startLivePreviews(document);
startStaying(document);
startExits(document);
startPuzzles(document);
