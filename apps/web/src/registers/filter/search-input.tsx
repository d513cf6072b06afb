import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

/** Typing settles for this long before the server is asked. */
const SETTLE_MS = 250;

/** Finds while typing; the address follows once the typing rests, and Enter does not wait. */
export function SearchInput({
  text,
  label,
  onSearch,
}: {
  text: string;
  label: string;
  onSearch: (text: string) => void;
}) {
  const [typed, setTyped] = useState(text);
  const sent = useRef(text);
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  useEffect(() => {
    // Changed from outside (全部清除, a saved view): the box follows.
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (typed.trim() === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      latest.current(typed.trim());
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <Input.Search
      allowClear
      className="search-box"
      aria-label={label}
      placeholder="查找"
      maxLength={100}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onSearch={(value) => {
        sent.current = value.trim();
        onSearch(value.trim());
      }}
    />
  );
}
