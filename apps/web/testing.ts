export { openBrowser } from './journeys/browser.ts';
