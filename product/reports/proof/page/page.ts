import { portableSm3 } from '@quantu/base';
import { BUNDLE_FILES, recipeWords, type ProvenFigure, type RowTitle } from '../bundle.ts';
import { openBundle } from '../open-bundle.ts';
import {
  BundleError,
  verifyBundle,
  type BundleReader,
  type BundleVerdict,
  type Damage,
  type FigureCheck,
} from '../verify.ts';

/** The page that verifies a report by itself: all it needs lies in it, it asks no server and no network. */
const bundle = JSON.parse(document.getElementById('bundle')!.textContent) as Readonly<Record<string, string>>;
/** What is verified: the report that lies in this page, or the file that the reader opened in its place. */
let shown: { readonly read: BundleReader; readonly damaged: readonly Damage[]; readonly from: string } = {
  read: (name) => (Object.hasOwn(bundle, name) ? bundle[name]! : null),
  damaged: [],
  from: '本页所载的报告',
};

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  text = '',
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (text !== '') made.textContent = text;
  made.append(...children);
  return made;
}

function show(root: string | null): void {
  const main = document.querySelector('main')!;
  try {
    main.replaceChildren(...verdictNodes(verifyBundle(shown.read, portableSm3, root, shown.damaged)), openNode());
  } catch (error) {
    showError(error);
  }
}

function showError(error: unknown): void {
  if (!(error instanceof BundleError)) throw error;
  const wrong = element('p', `核验不通过：${error.message}`);
  wrong.className = 'bad';
  wrong.id = 'verdict';
  document.querySelector('main')!.replaceChildren(element('h1', shown.from), wrong, openNode());
}

/** A bundle that came as a file is verified here as the command line does it, without leaving this machine. */
function openNode(): Node {
  const input = element('input');
  input.type = 'file';
  input.accept = '.zip';
  const label = element('label', '核验另一个证据包（zip），文件不离开这台电脑', [input]);
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) void open(file);
  });
  return element('p', '', [label]);
}

async function open(file: File): Promise<void> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    shown = { ...openBundle(bytes, portableSm3), from: file.name };
    show(null);
  } catch (error) {
    shown = { ...shown, from: file.name };
    showError(error);
  }
}

function verdictNodes({ manifest, figures, wrong, isSound }: BundleVerdict): Node[] {
  const bad = figures.filter((figure) => figure.wrong.length > 0).length;
  const verdict = element(
    'p',
    isSound
      ? `核验通过：${figures.length} 个数字都由依据的行重新算出，与签发时一致`
      : `核验不通过：${figures.length} 个数字中 ${bad} 个有问题${wrong.length > 0 ? '，报告本身也有改动' : ''}`,
  );
  verdict.className = isSound ? 'good' : 'bad';
  verdict.id = 'verdict';
  const { report, district } = manifest;
  return [
    element('h1', report.title),
    element(
      'p',
      [shown.from, district.name, report.number, `数据截至 ${manifest.asOf}`, `${manifest.signedBy}签发`].join(' · '),
    ),
    verdict,
    ...wrong.map((text) => element('p', text)),
    rootNode(manifest.root),
    figuresTable(figures),
  ];
}

function rootNode(root: string): Node {
  const code = element('code', root);
  const input = element('input');
  input.placeholder = '把公开页面或印件上的校验码贴在这里比对';
  input.setAttribute('aria-label', '校验码');
  input.addEventListener('change', () => show(input.value.trim() === '' ? null : input.value.trim()));
  return element('p', '校验码 ', [code, input]);
}

function figuresTable(figures: readonly FigureCheck[]): Node {
  const head = element(
    'tr',
    '',
    ['数字', '指标', '章节', '重新计算', '行', '结果'].map((text) => element('th', text)),
  );
  return element('table', '', [element('thead', '', [head]), element('tbody', '', figures.flatMap(figureRows))]);
}

function figureRows(figure: FigureCheck): Node[] {
  const button = element('button', figure.text);
  const detail = element('td');
  detail.colSpan = 6;
  const more = element('tr', '', [detail]);
  more.hidden = true;
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => {
    if (detail.childNodes.length === 0) detail.append(...detailNodes(figure.id));
    more.hidden = !more.hidden;
    button.setAttribute('aria-expanded', String(!more.hidden));
  });
  const said = figure.wrong.length === 0 ? '一致' : figure.wrong.join('；');
  const result = element('td', figure.note === null ? said : `${said}；${figure.note}`);
  result.className = figure.wrong.length === 0 ? 'good' : 'bad';
  const row = element('tr', '', [
    element('td', '', [button]),
    ...[figure.label, figure.section, figure.value === null ? '无法判定' : figure.value, String(figure.rows)].map(
      (text) => element('td', text),
    ),
    result,
  ]);
  row.dataset['figure'] = figure.id;
  return [row, more];
}

/** The rule of a figure, the records that count, and where they lie. */
function detailNodes(id: string): Node[] {
  const figures = listIn(BUNDLE_FILES.figures) as readonly ProvenFigure[];
  const figure = figures.find((one) => one.id === id);
  if (!figure) return [element('p', '没有记录')];
  const { signed } = figure;
  return [
    element('p', `口径（第 ${signed.definitionVersion} 版）：${signed.definition}`),
    element('p', '', [element('code', recipeWords(figure))]),
    ...signed.parts.flatMap(({ rowsDigest }) => rowNodes(rowsDigest)),
  ];
}

/** What is only shown is nothing where it cannot be read: that it was damaged is said with the verdict. */
function listIn(name: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(shown.read(name) ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

const MOST_SHOWN = 500;

function rowNodes(digest: string): Node[] {
  const lines = (shown.read(BUNDLE_FILES.rows(digest)) ?? '').split('\n').filter((line) => line !== '');
  const titles = listIn(BUNDLE_FILES.titles(digest)) as readonly RowTitle[];
  const named = new Map(titles.map((row) => [row.id, row]));
  const items = lines.slice(0, MOST_SHOWN).map((line) => {
    const at = line.indexOf(' ');
    const id = line.slice(0, at);
    return element('li', `${named.get(id)?.title || id}：${line.slice(at + 1)}`);
  });
  const rest = lines.length - items.length;
  const places = titles.flatMap(({ at, title }) => (at === null ? [] : [{ at, title }]));
  return [
    ...(places.length > 0 ? [mapOf(places)] : []),
    element('ol', '', items),
    ...(rest > 0 ? [element('p', `另有 ${rest} 条，见 ${BUNDLE_FILES.rows(digest)}`)] : []),
  ];
}

interface Place {
  readonly at: readonly [number, number];
  readonly title: string;
}

const SVG = 'http://www.w3.org/2000/svg';

/** Where the records lie, north up, a degree of longitude as wide as it is there. */
function mapOf(places: readonly Place[]): Node {
  const [xs, ys] = [places.map(({ at }) => at[0]), places.map(({ at }) => at[1])];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = 300 / Math.max((east - west) * shrink, north - south, 0.001);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `-10 -10 ${(east - west) * shrink * scale + 20} ${(north - south) * scale + 20}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${places.length} 条记录的位置，上为北`);
  for (const { at, title } of places) {
    const dot = document.createElementNS(SVG, 'circle');
    dot.setAttribute('cx', String((at[0] - west) * shrink * scale));
    dot.setAttribute('cy', String((north - at[1]) * scale));
    dot.setAttribute('r', '3');
    const name = document.createElementNS(SVG, 'title');
    name.textContent = title;
    dot.append(name);
    svg.append(dot);
  }
  return svg;
}

show(null);
