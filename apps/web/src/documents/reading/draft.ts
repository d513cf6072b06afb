/** A form that was not saved yet, kept in this tab until it is: a reload or a lost network costs no typing. */
const keyOf = (id: string): string => `quantu.draft.${id}`;

export function readDraft(id: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(keyOf(id)) ?? 'null');
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

export function keepDraft(id: string, values: Readonly<Record<string, unknown>>): void {
  try {
    sessionStorage.setItem(keyOf(id), JSON.stringify(values));
  } catch {
    // A full or forbidden storage: the form itself still holds the text.
  }
}

export function dropDraft(id: string): void {
  try {
    sessionStorage.removeItem(keyOf(id));
  } catch {
    // Nothing was kept.
  }
}
