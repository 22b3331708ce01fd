/** Small custom elements around what already works without them. Each one is a file of `islands/`. */
import { ComboBox } from "./islands/combo-box";
import { ComfortPanel } from "./islands/comfort-panel";
import { CopyText } from "./islands/copy-text";
import { DialogBox } from "./islands/dialog-box";
import { closeFoldedMenus } from "./islands/folded-menu";
import { focusErrorSummary } from "./islands/form-errors";
import { KeepInList } from "./islands/keep-in-list";
import { countEntries } from "./islands/list-count";
import { PasskeyForm } from "./islands/passkey-form";
import { ResultsRegion } from "./islands/results-region";
import { SuggestBox } from "./islands/suggest-box";
import { TabSet } from "./islands/tab-set";

customElements.define("comfort-panel", ComfortPanel);
customElements.define("copy-text", CopyText);
customElements.define("dialog-box", DialogBox);
customElements.define("tab-set", TabSet);
customElements.define("combo-box", ComboBox);
customElements.define("suggest-box", SuggestBox);
customElements.define("results-region", ResultsRegion);
customElements.define("keep-in-list", KeepInList);
customElements.define("passkey-form", PasskeyForm);
countEntries(document);
closeFoldedMenus(document);
focusErrorSummary(document);
