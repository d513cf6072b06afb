/** Shown on the page and in the OpenAPI description; the root package.json has the same, which a test checks. */
export const VERSION = '0.3.0';
