import { chineseDay, parseDay } from '@quantu/base';
import { officialOf, reportRoutes, type PublicReport } from '@quantu/reports';
import type { Inline, OfficialBlock } from '@quantu/documents';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { call } from '../../shell/api.ts';
import { useTitle } from '../../shell/page.tsx';
import { FaultLine, Loading } from '../../shell/states.tsx';
import './public.css';

type Figure = PublicReport['figuresOf'][number];

/** A published report for anyone: as it was signed, each number with what it rests on. No account, no other page. */
export function PublicReportPage() {
  const { district = '', report = '' } = useParams();
  const found = useQuery({
    queryKey: ['public-report', district, report],
    queryFn: ({ signal }) => call(reportRoutes.publicReport, { params: { district, report }, signal }),
  });
  if (!found.data) {
    return <main className="public-report">{found.error ? <FaultLine error={found.error} /> : <Loading />}</main>;
  }
  return <Paper report={found.data.data} />;
}

function Paper({ report }: { report: PublicReport }) {
  const { district, root, asOf, figuresOf } = report;
  const [chosen, setChosen] = useState<string | null>(null);
  const document = officialOf(report.text, null);
  useTitle(document.title.join(''));
  const figures = new Map(figuresOf.map((figure) => [figure.id, figure]));
  const dated = parseDay(report.text.head.dated);
  return (
    <main className="public-report">
      <p className="public-district">{district}</p>
      <h1>{document.title.join('')}</h1>
      {document.number !== undefined && <p className="public-number">{document.number}</p>}
      {document.addressee !== undefined && <p>{document.addressee}：</p>}
      {document.body.map((block, at) => (
        <Block key={at} block={block} figures={figures} chosen={chosen} onChoose={setChosen} />
      ))}
      <p className="public-signature">
        {document.signature?.issuers.join('、')}
        <br />
        {dated === null ? '' : chineseDay(dated)}
      </p>
      <footer>
        <p>
          数据截至 {asOf}。正文中的 {figuresOf.length} 个数字都有依据，点开可看口径。
        </p>
        <p>
          校验码 <code>{root}</code>
        </p>
      </footer>
    </main>
  );
}

interface Shown {
  readonly figures: ReadonlyMap<string, Figure>;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
}

function Block({ block, ...shown }: Shown & { block: OfficialBlock }) {
  switch (block.kind) {
    case 'heading': {
      const Tag = block.level === 1 ? 'h2' : 'h3';
      return (
        <Tag>
          <Inlines inlines={block.inlines} {...shown} />
        </Tag>
      );
    }
    case 'paragraph':
      return (
        <p className="public-text">
          <Inlines inlines={block.inlines} {...shown} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((inlines, at) => (
            <li key={at}>
              <Inlines inlines={inlines} {...shown} />
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <Table block={block} {...shown} />;
    case 'pageBreak':
      return null;
  }
}

function Table({ block, ...shown }: Shown & { block: Extract<OfficialBlock, { kind: 'table' }> }) {
  return (
    <div className="public-table">
      <table>
        {block.caption !== undefined && <caption>{block.caption}</caption>}
        <thead>
          {block.head.map((row, at) => (
            <tr key={at}>
              {row.map((cell, i) => (
                <th key={i}>{cell}</th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {block.rows.map((row, at) => (
            <tr key={at}>
              {row.map((inlines, i) => (
                <td key={i}>
                  <Inlines inlines={inlines} {...shown} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Inlines({ inlines, figures, chosen, onChoose }: Shown & { inlines: readonly Inline[] }) {
  return inlines.map((inline, at) => {
    const figure = inline.kind === 'figure' ? figures.get(inline.id) : undefined;
    if (!figure) return <span key={at}>{inline.text}</span>;
    const isOpen = chosen === figure.id;
    return (
      <span key={at}>
        <button type="button" aria-expanded={isOpen} onClick={() => onChoose(isOpen ? null : figure.id)}>
          {inline.text}
        </button>
        {isOpen && (
          <span className="public-basis">
            （{figure.label}：{figure.definition}；
            {figure.value === null ? '无法判定' : `${figure.value} ${figure.unit}`}， 依据 {figure.rows} 条记录）
          </span>
        )}
      </span>
    );
  });
}
