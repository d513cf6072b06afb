import { OUTCOME_LABELS, type SiteHit, type SitePart, type SiteResult, type SiteStep } from '@quantu/plans';
import { Light } from '../../shell/light.tsx';
import { areaText } from '../words.ts';
import { OUTCOME_LIGHTS } from './lights.ts';

interface Looking {
  chosen: SiteHit | null;
  onHit: (hit: SiteHit | null) => void;
}

/** The ten steps with a light, a word and a sentence each; a hit is shown on the map when it is asked for. */
export function Steps({ result, ...looking }: { result: SiteResult } & Looking) {
  return (
    <ol className="site-steps" aria-label="审查步骤">
      {result.steps.map((step) => (
        <Step key={step.number} step={step} {...looking} />
      ))}
    </ol>
  );
}

function Step({ step, ...looking }: { step: SiteStep } & Looking) {
  const { number, title, outcome, sentence, rule, parts } = step;
  const found = parts.filter(({ count }) => count > 0);
  return (
    <li className={`site-step step-${outcome}`}>
      <h3>
        {number} {title}
        <Light kind={OUTCOME_LIGHTS[outcome]} word={OUTCOME_LABELS[outcome]} />
      </h3>
      <p>{sentence}</p>
      {(found.length > 0 || parts.length > 1) && (
        <details>
          <summary>
            依据和图斑<span className="quiet">　{rule}</span>
          </summary>
          {parts.map((part) => (
            <Part key={part.role} part={part} {...looking} />
          ))}
        </details>
      )}
    </li>
  );
}

const MOST_SHOWN = 50;

function Part({ part, chosen, onHit }: { part: SitePart } & Looking) {
  const { roleLabel, outcome, layers, basis, hits, count } = part;
  const versions = layers.map(({ name, number }) => `${name}第 ${number} 版`).join('、');
  return (
    <section className="site-part" aria-label={roleLabel}>
      <h4>
        <Light kind={OUTCOME_LIGHTS[outcome]} word={OUTCOME_LABELS[outcome]} quiet /> {roleLabel}
        <span className="quiet">　{[versions || null, basis].filter(Boolean).join(' · ')}</span>
      </h4>
      {hits.length > 0 && (
        <ul>
          {hits.slice(0, MOST_SHOWN).map((hit) => (
            <li key={`${hit.layer}${hit.key}`}>
              <button
                type="button"
                className="link-button"
                aria-pressed={chosen === hit}
                disabled={hit.shape === null}
                onClick={() => onHit(chosen === hit ? null : hit)}
              >
                {[hit.name, hit.codeLabel].filter(Boolean).join(' ')}
              </button>
              <span>
                　{areaText(hit.areaM2)}，{(hit.share * 100).toFixed(2)}%{hit.note ? `，${hit.note}` : ''}
                {hit.isWithinTolerance && hit.areaM2 > 0 ? '，误差之内' : ''}
              </span>
            </li>
          ))}
          {count > MOST_SHOWN && (
            <li className="quiet">
              共 {count} 处，列出最大的 {MOST_SHOWN} 处
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
