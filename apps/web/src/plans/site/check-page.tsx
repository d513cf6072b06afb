import type { Geometry } from '@quantu/geometry';
import { siteRoutes, VERDICT_LABELS, type SiteHit, type SiteResult } from '@quantu/plans';
import { addressOf } from '@quantu/people';
import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useMap } from '../../map/use-map.ts';
import { Crumbs } from '../../shell/crumbs.tsx';
import { Light } from '../../shell/light.tsx';
import { PageHead } from '../../shell/page.tsx';
import { Parts } from '../../shell/parts.tsx';
import { useDistrict } from '../../shell/session.ts';
import { Failed, FaultLine, Loading } from '../../shell/states.tsx';
import { mapAddress } from '../use-plans.ts';
import { areaUnits } from '../words.ts';
import { startState, type Start } from './start.ts';
import { ControlTable, PrerequisiteTable, PresentTable, VersionTable } from './tables.tsx';
import { SiteMap } from './site-map.tsx';
import { Steps } from './steps.tsx';
import { checkAddress, useCheck, useChecked, type Checked } from './use-site.ts';
import { HIT_COLOURS, VERDICT_LIGHTS } from './lights.ts';
import '../plans.css';
import './site.css';

/** One check: the answer large, the ten steps, where each hit lies, what it was judged on. */
export function SiteCheckPage() {
  const { check = '' } = useParams();
  const checked = useChecked(check);
  if (checked.isPending) return <Loading label="正在打开审查结果" />;
  if (!checked.data) return <Failed error={checked.error} onRetry={() => void checked.refetch()} />;
  return <Result key={check} checked={checked.data} />;
}

function Result({ checked: { data, record, can } }: { checked: Checked }) {
  const district = useDistrict();
  const navigate = useNavigate();
  const stage = useMap();
  const [hit, setHit] = useState<SiteHit | null>(null);
  const again = useCheck((id) => void navigate(checkAddress(district, id)));
  const sheet = (format: 'pdf' | 'docx'): string =>
    addressOf(siteRoutes.sheet, { params: { district, check: record.id }, query: { format } });
  return (
    <div className="page site-page">
      <Crumbs
        above={[
          [mapAddress(district, '/site-checks'), '合规性审查'],
          [`/d/${encodeURIComponent(district)}/registers/site-check`, '历次审查'],
        ]}
      />
      <PageHead title={data.name} note={record.number}>
        <Button href={sheet('pdf')} download>
          意见书 PDF
        </Button>
        <Button href={sheet('docx')} download>
          意见书 DOCX
        </Button>
        {can.recheck && (
          <Button
            onClick={() =>
              void navigate(mapAddress(district, '/site-checks'), { state: startState(startOf(data, record.number)) })
            }
          >
            改条件再审
          </Button>
        )}
        {can.recheck && (
          <Button loading={again.isPending} onClick={() => again.mutate({ again: record.id })}>
            重新审查
          </Button>
        )}
      </PageHead>
      <FaultLine error={again.error} />
      <Verdict result={data} />
      <div className="site-columns">
        <div className="site-found">
          <Steps result={data} chosen={hit} onHit={setHit} />
        </div>
        <SiteMap
          stage={stage}
          label="审查范围和涉及的图斑"
          site={data.site}
          shapes={shapesOf(data, hit)}
          view={hit?.shape ?? null}
        />
      </div>
      <PrerequisiteTable rows={data.prerequisites} />
      <PresentTable rows={data.present} />
      <ControlTable rows={data.controls} weighted={data.weighted} />
      <VersionTable result={data} />
    </div>
  );
}

/** The same place and question, to be asked with other words. */
function startOf({ name, site, wish }: SiteResult, number: string): Start {
  const { use, controls, redLineException, boundaryException, notConcerned } = wish;
  return {
    name,
    use,
    site,
    from: `审查 ${number} 的范围`,
    ...(controls === undefined ? {} : { controls }),
    ...(redLineException === undefined ? {} : { redLineException }),
    ...(boundaryException === undefined ? {} : { boundaryException }),
    ...(notConcerned === undefined ? {} : { notConcerned }),
  };
}

/** The hit that is looked at, else all that stand in the way. */
function shapesOf({ steps }: SiteResult, hit: SiteHit | null): { shape: Geometry; colour: string }[] {
  if (hit?.shape) return [{ shape: hit.shape, colour: HIT_COLOURS.chosen }];
  return steps.flatMap(({ parts }) =>
    parts
      .filter(({ outcome, role }) => outcome === 'fail' && role !== 'development-boundary')
      .flatMap(({ hits }) => hits.flatMap(({ shape }) => (shape ? [{ shape, colour: HIT_COLOURS.fail }] : []))),
  );
}

function Told({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

function Verdict({ result }: { result: SiteResult }) {
  const { verdict, summary, useLabel, areaM2, checkedOn, checkedBy, conditions, previous, changes } = result;
  const open = result.steps.flatMap(({ parts }) => parts.filter((part) => part.outcome === 'unknown'));
  const area = areaUnits(areaM2)
    .map(({ unit, text }) => `${text} ${unit}`)
    .join('，');
  return (
    <section className={`site-verdict verdict-${verdict}`} aria-label="审查结论">
      <p className="verdict-word">
        <Light kind={VERDICT_LIGHTS[verdict]} word={VERDICT_LABELS[verdict]} />
      </p>
      <p>{summary.replace(/^[^。]*。/, '')}</p>
      <Told title="无法判定的事项" lines={open.map(({ sentence }) => sentence)} />
      <Told title="须落实的条件" lines={conditions} />
      <Parts
        parts={[
          ['拟用途', useLabel],
          ['范围', area],
          ['来源', result.wish.origin ?? '未说明'],
          ['审查', `${checkedOn}　${checkedBy}`],
        ]}
      />
      {previous && (
        <section aria-label="与上次的不同">
          <h3>
            与 {previous.number}（{previous.checkedOn}）的不同
          </h3>
          {changes.length === 0 ? (
            <p className="quiet">没有不同。</p>
          ) : (
            <ul>
              {changes.map(({ step, text }) => (
                <li key={`${step}${text}`}>{step === null ? text : `第 ${step} 步：${text}`}</li>
              ))}
            </ul>
          )}
        </section>
      )}
    </section>
  );
}
