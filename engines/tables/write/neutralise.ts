/** What a spreadsheet takes for a formula when a cell begins with it; East Asian ones take the wide signs too. */
const RISKY = /^'*[=+\-@＝＋－＠\t\r]/;

/**
 * A text that no spreadsheet takes for a formula: a quote is put before one that begins like it, and before one whose
 * own quotes would be mistaken for ours. Numbers are written as numbers and never come here.
 */
export function neutral(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

/** The text that `neutral` was given. */
export function unneutralised(text: string): string {
  return /^'+[=+\-@＝＋－＠\t\r]/.test(text) ? text.slice(1) : text;
}
