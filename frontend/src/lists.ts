/** The pages of lists alone load this: a visitor's own lists, and one that a link carries. */
import { MyLists } from "./islands/my-lists";
import { SharedList } from "./islands/shared-list";

customElements.define("my-lists", MyLists);
customElements.define("shared-list", SharedList);
