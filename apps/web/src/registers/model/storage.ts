/** What this computer keeps for a person: drafts, columns. A browser that keeps nothing works without. */
export function readStored(key: string): unknown {
  try {
    const text = localStorage.getItem(`quantu.${key}`);
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

export function store(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(`quantu.${key}`);
    else localStorage.setItem(`quantu.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden storage: what is on the page stays on the page.
  }
}
