import type { Proposal } from '@quantu/product-documents';
import { Button } from 'antd';

interface Props {
  text: string;
  proposal: Extract<Proposal, { kind: 'finding' }>;
  onJump: (offset: number) => void;
}

const AROUND = 10;

/** The sentence with its arithmetic, and every place it speaks of. */
export function FindingDetail({ text, proposal, onJump }: Props) {
  const places = [proposal.value.at, ...proposal.value.also];
  return (
    <>
      <p className="finding-text">{proposal.value.text}</p>
      <ul className="places">
        {places.map(([start, end]) => (
          <li key={`${start}-${end}`}>
            <Button type="link" className="place" onClick={() => onJump(start)}>
              <span>
                <span className="quiet">…{clean(text.slice(Math.max(0, start - AROUND), start))}</span>
                <b>{clean(text.slice(start, Math.min(end, start + 40)))}</b>
                <span className="quiet">{clean(text.slice(end, end + AROUND))}…</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function clean(text: string): string {
  return text.replace(/\s+/g, '');
}
