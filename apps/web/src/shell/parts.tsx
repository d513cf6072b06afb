import type { ReactNode } from 'react';

export type Part = [label: string, value: ReactNode];

/** What something consists of, label and value. */
export function Parts({ parts }: { parts: readonly Part[] }) {
  if (parts.length === 0) return null;
  return (
    <dl className="parts">
      {parts.map(([label, value]) => (
        <div key={label} className="part">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export const SILENT = <span className="quiet">没有写明</span>;

/** A line only where the text says something. */
export function said(label: string, value: string | null): Part[] {
  return value === null || value === '' ? [] : [[label, value]];
}
