import './shell/old-browsers.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './shell/app.tsx';
import './shell/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

// The last resort for computers without any Chinese font: some kilobytes of @font-face rules, fetched after the
// first paint; the browser loads a slice only when no earlier font of the stack has the character.
void import('./shell/fonts.ts');
