import { createPath, type DataRouter } from 'react-router';
import { asOfIn, onDay } from './as-of.ts';

/**
 * Makes every way through the site keep the day that is being looked at, so that no link has to think of it. A change
 * of the same page's search (filters, 回到今天) names no path and is taken as it is.
 */
export function keepDay(router: DataRouter): DataRouter {
  const navigate = router.navigate.bind(router);
  const kept: Navigate = (to, options) => {
    if (typeof to === 'number') return navigate(to);
    const address = to === null || typeof to === 'string' ? to : createPath({ pathname: '', ...to });
    if (address === null || !address.startsWith('/')) return navigate(to, options);
    return navigate(onDay(address, asOfIn(new URLSearchParams(router.state.location.search))), options);
  };
  router.navigate = kept;
  return router;
}

type Whole = Parameters<DataRouter['navigate']>;
type Navigate = (to: Whole[0] | number, options?: Whole[1]) => Promise<void>;
