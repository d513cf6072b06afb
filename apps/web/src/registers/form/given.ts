/** What a new record is opened with: by field its value, and what people read in place of it. */
export type Given = Readonly<Record<string, readonly [value: string, label?: string]>>;

const NAME = 'with';

export const givenSearch = (given: Given): string => new URLSearchParams({ [NAME]: JSON.stringify(given) }).toString();

/** What an address says a new record is opened with; nothing when it says nothing that can be read. */
export function readGiven(search: URLSearchParams): Given {
  try {
    const read: unknown = JSON.parse(search.get(NAME) ?? '{}');
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(Object.entries(read).filter(isGiven));
  } catch {
    return {};
  }
}

const isGiven = (entry: [string, unknown]): entry is [string, Given[string]] =>
  Array.isArray(entry[1]) && entry[1].length > 0 && entry[1].every((part) => typeof part === 'string');
