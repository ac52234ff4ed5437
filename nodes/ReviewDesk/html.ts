/** Where the pages of nodes take it from. */
export { html, Html } from '../../community/html';
