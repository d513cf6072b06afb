const KEY = 'quantu.oidc';

/** What the page has to know again when the city's system sends the browser back: only in this tab, only once. */
export interface OidcStart {
  readonly binding: string;
  readonly back: string;
}

export function keepOidcStart(start: OidcStart): void {
  sessionStorage.setItem(KEY, JSON.stringify(start));
}

/** What was kept. Reading it twice answers the same, because React may look twice. */
export function readOidcStart(): OidcStart | null {
  const text = sessionStorage.getItem(KEY);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('binding' in value) || !('back' in value)) return null;
  return { binding: String(value.binding), back: String(value.back) };
}

export function dropOidcStart(): void {
  sessionStorage.removeItem(KEY);
}
