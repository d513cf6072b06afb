import type { BlockLine, blackline, HeadLine, MarkedRun, ReportHead, SectionLine } from '@quantu/reports';
import { PaperFoot, PaperHead } from '../paper/paper-head.tsx';

const FIELDS: Readonly<Record<HeadLine['field'], string>> = {
  title: '标题',
  redHead: '发文机关标志',
  number: '发文字号',
  signers: '签发人',
  addressee: '主送机关',
  issuers: '署名',
  dated: '成文日期',
  attachments: '附件',
  note: '附注',
  copyTo: '抄送机关',
  printer: '印发机关',
  printedOn: '印发日期',
};

/** Two versions on one paper: what was put in, what was struck out, what was moved; always with a word, not by colour alone. */
export function BlacklinePaper({ head, lines }: { head: ReportHead; lines: ReturnType<typeof blackline> }) {
  return (
    <article className="paper blackline" aria-label="花脸稿">
      {lines.head.length > 0 && (
        <ul className="blackline-head">
          {lines.head.map(({ field, before, after }) => (
            <li key={field}>
              {FIELDS[field]}：{before.length > 0 && <del>{before.join('、')}</del>} <ins>{after.join('、')}</ins>
            </li>
          ))}
        </ul>
      )}
      <PaperHead head={head} />
      <div className="paper-text">
        {lines.sections.map((section) => (
          <Section key={section.id} section={section} />
        ))}
      </div>
      <PaperFoot head={head} />
    </article>
  );
}

function Section({ section: { state, level, title, lines } }: { section: SectionLine }) {
  return (
    <section className={`section is-${state}`}>
      {title.length > 0 && (
        <p className={`section-title heading-${level}`}>
          <Runs runs={title} />
        </p>
      )}
      <div className="section-text">
        {lines.map((line, i) => (
          // A line has no name of its own; a comparison is drawn once.
          <Line key={i} line={line} />
        ))}
      </div>
    </section>
  );
}

const STATE_WORDS: Readonly<Partial<Record<BlockLine['state'], string>>> = {
  arrived: '移到这里',
  left: '从这里移走',
};

function Line({ line: { state, kind, runs, rows } }: { line: BlockLine }) {
  const word = STATE_WORDS[state];
  const said = word !== undefined && <span className="moved">〔{word}〕</span>;
  if (kind === 'pageBreak') return <hr className={`page-break is-${state}`} aria-label="分页" />;
  if (kind === 'table') {
    return (
      <div className={`table-line is-${state}`}>
        {said}
        <p className="table-caption">
          <Runs runs={runs} />
        </p>
        <table>
          <tbody>
            {rows.map((row, i) => (
              <tr key={i} className={`is-${row.state}`}>
                {row.cells.map((cell, j) => (
                  <td key={j} className={row.isHead ? 'is-head' : undefined}>
                    <Runs runs={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  }
  const level = /^heading(\d)$/.exec(kind)?.[1];
  return (
    <p className={`is-${state}${level === undefined ? '' : ` heading-${level}`}`}>
      {said}
      <Runs runs={runs} />
    </p>
  );
}

function Runs({ runs }: { runs: readonly MarkedRun[] }) {
  return runs.map(({ state, inline }, i) => {
    const text = inline.kind === 'text' && inline.bold ? <strong>{inline.text}</strong> : inline.text;
    if (state === 'added') return <ins key={i}>{text}</ins>;
    if (state === 'removed') return <del key={i}>{text}</del>;
    return <span key={i}>{text}</span>;
  });
}
