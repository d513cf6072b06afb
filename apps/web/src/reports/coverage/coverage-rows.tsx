import type { CoverageView } from '@quantu/reports';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import './coverage.css';

export type Graph = Omit<CoverageView, 'source'>;
export type Sentence = Graph['sentences'][number];
type Item = Graph['items'][number];
type Task = Item['tasks'][number];

interface Props {
  graph: Graph;
  /** The way to where a sentence stands; without it sentences are only read. */
  onSentence?: ((sentence: Sentence) => void) | undefined;
  renderItem?: ((item: Item) => ReactNode) | undefined;
}

/** Clause → measure → evidence → sentence, a row a measure; what is missing stands in its place, marked. */
export function CoverageRows({ graph, onSentence, renderItem }: Props) {
  const told = sentencesBy(graph);
  return (
    <div className="coverage" role="table" aria-label="意见、措施、佐证和报告逐条对照">
      <div className="coverage-head" role="row">
        {['意见', '措施', '佐证', '报告里的句子'].map((word) => (
          <span key={word} role="columnheader">
            {word}
          </span>
        ))}
      </div>
      {graph.items.map((item) => (
        <ItemRows key={item.id} item={item} graph={graph} told={told} onSentence={onSentence} renderItem={renderItem} />
      ))}
    </div>
  );
}

type Told = ReadonlyMap<string, readonly Sentence[]>;

/** The sentences that cite a record. */
function sentencesBy({ edges, sentences }: Graph): Told {
  const byId = new Map(sentences.map((sentence) => [sentence.id, sentence]));
  const told = new Map<string, Sentence[]>();
  for (const { sentence, record, by } of edges) {
    const found = byId.get(sentence);
    if (by === 'cite' && found) told.set(record, [...(told.get(record) ?? []), found]);
  }
  return told;
}

/** Of an item with very many measures, so many are drawn at first. */
const PAGE = 25;

function ItemRows({ item, graph, told, onSentence, renderItem }: Props & { item: Item; told: Told }) {
  const { id, number, matter, tasks, isAnswered } = item;
  const [shown, setShown] = useState(PAGE);
  const hasNoNext = graph.withoutNext.includes(id);
  const own = told.get(id) ?? [];
  return (
    <div className="coverage-item" role="rowgroup">
      <div className="coverage-clause" role="row">
        <div role="rowheader">
          {renderItem ? renderItem(item) : `${number} ${matter}`}
          {hasNoNext && <Gap>没有下一步</Gap>}
        </div>
      </div>
      <div className="coverage-measures">
        {tasks.slice(0, shown).map((task) => (
          <TaskRow key={task.id} task={task} graph={graph} told={told} onSentence={onSentence} />
        ))}
        {tasks.length > shown && (
          <div className="coverage-row" role="row">
            <div role="cell" className="coverage-more">
              <Button onClick={() => setShown(shown + PAGE * 4)}>
                再显示 {Math.min(PAGE * 4, tasks.length - shown)} 项
              </Button>{' '}
              <span className="quiet">
                共 {tasks.length} 项措施，已显示 {shown} 项。
              </span>
            </div>
          </div>
        )}
        {tasks.length === 0 && (
          <div className="coverage-row" role="row">
            <div role="cell">{isAnswered ? <span className="quiet">不需要措施</span> : <Gap>没有措施回应</Gap>}</div>
            <div role="cell" />
            <div role="cell">
              <Sentences sentences={own} onSentence={onSentence} />
            </div>
          </div>
        )}
        {tasks.length > 0 && own.length > 0 && (
          <div className="coverage-row" role="row">
            <div role="cell" className="quiet">
              整条意见
            </div>
            <div role="cell" />
            <div role="cell">
              <Sentences sentences={own} onSentence={onSentence} />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

function TaskRow({ task, graph, told, onSentence }: Omit<Props, 'renderItem'> & { task: Task; told: Told }) {
  const sentences = [...new Set([task.id, ...task.evidence.map(({ id }) => id)].flatMap((id) => told.get(id) ?? []))];
  return (
    <div className="coverage-row" role="row">
      <div role="cell">
        {task.measure}
        <div className="quiet">{task.lead}</div>
      </div>
      <div role="cell">
        {task.evidence.map(({ id, on, summary, figure, files }) => (
          <div key={id}>
            {on} {summary} {figure !== '' && <span className="quiet">{figure}</span>}
            {files > 0 && <span className="quiet"> 附件 {files} 件</span>}
          </div>
        ))}
        {graph.unproven.includes(task.id) && <Gap>没有佐证</Gap>}
      </div>
      <div role="cell">
        {graph.unreported.includes(task.id) ? (
          <Gap>没有写进报告</Gap>
        ) : (
          <Sentences sentences={sentences} onSentence={onSentence} />
        )}
      </div>
    </div>
  );
}

const SHOWN = 3;

function Sentences({ sentences, onSentence }: { sentences: readonly Sentence[]; onSentence: Props['onSentence'] }) {
  if (sentences.length === 0) return <span className="quiet">—</span>;
  const line = (sentence: Sentence) => (
    <li key={sentence.id}>
      {onSentence ? (
        <button type="button" className="coverage-go" onClick={() => onSentence(sentence)}>
          {short(sentence.text)}
        </button>
      ) : (
        short(sentence.text)
      )}
    </li>
  );
  return (
    <>
      <ul>{sentences.slice(0, SHOWN).map(line)}</ul>
      {sentences.length > SHOWN && (
        <details>
          <summary>还有 {sentences.length - SHOWN} 句</summary>
          <ul>{sentences.slice(SHOWN).map(line)}</ul>
        </details>
      )}
    </>
  );
}

export const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** Something is missing here: a mark, not only a colour. */
function Gap({ children }: { children: string }) {
  return <div className="light-bad coverage-gap">■ {children}</div>;
}

/** Sentences that rest on nothing, each with what it may be about. */
export function LooseSentences({
  graph,
  onSentence,
  onCite,
}: Pick<Props, 'graph' | 'onSentence'> & { onCite?: ((sentence: Sentence, record: string) => void) | undefined }) {
  const records = new Map(graph.items.flatMap((item) => item.tasks.map((task) => [task.id, task.measure] as const)));
  const loose = graph.sentences.filter(({ id }) => graph.loose.includes(id));
  if (loose.length === 0) return null;
  return (
    <section aria-label="没有依据的句子">
      <h3>{loose.length} 句话没有依据</h3>
      <ul className="coverage-loose">
        {loose.map((sentence) => (
          <li key={sentence.id}>
            {onSentence ? (
              <button type="button" className="coverage-go" onClick={() => onSentence(sentence)}>
                {short(sentence.text)}
              </button>
            ) : (
              short(sentence.text)
            )}
            <span className="quiet"> {sentence.sectionTitle}</span>
            {graph.proposals
              .filter((one) => one.sentence === sentence.id)
              .map(({ record }) => (
                <div key={record} className="quiet">
                  可能是：{records.get(record) ?? ''}{' '}
                  {onCite && (
                    <Button size="small" onClick={() => onCite(sentence, record)}>
                      是这项任务
                    </Button>
                  )}
                </div>
              ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** How many gaps of each kind. */
export function GapCounts({ graph }: { graph: Graph }) {
  const counts = [
    ['条意见没有措施回应', graph.unanswered.length],
    ['条意见没有下一步', graph.withoutNext.length],
    ['项措施没有佐证', graph.unproven.length],
    ['项措施没有写进报告', graph.unreported.length],
    ['句话没有依据', graph.loose.length],
  ] as const;
  const open = counts.filter(([, count]) => count > 0);
  if (open.length === 0) return <p className="light-good">● 意见条条有措施，措施项项有佐证、写进报告，句句有依据</p>;
  return (
    <p>
      {open.map(([word, count]) => (
        <span key={word} className="light-bad coverage-count">
          ■ {count} {word}
        </span>
      ))}
    </p>
  );
}
