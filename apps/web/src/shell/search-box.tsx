import { Input } from 'antd';

interface Props {
  /** What it looks for, read aloud. */
  label: string;
  placeholder: string;
  /** What is searched for now. */
  text: string;
  onSearch: (text: string) => void;
}

/** Words to search for, sent with Enter; when they change elsewhere (another address), it shows those. */
export function SearchBox({ label, placeholder, text, onSearch }: Props) {
  return (
    <Input.Search
      key={text}
      allowClear
      defaultValue={text}
      aria-label={label}
      placeholder={placeholder}
      className="search-box"
      onSearch={(words) => onSearch(words.trim())}
    />
  );
}
