import { addressOf } from '@quantu/people';
import { basemapRoutes as routes } from '@quantu/plans';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { basemapsKey } from '../../map/basemap/use-basemaps.ts';
import { call } from '../../shell/api.ts';
import { sendFile } from '../../shell/send-file.ts';
import { useDistrict } from '../../shell/session.ts';

type Wish =
  | { readonly do: 'add'; readonly file: File }
  | { readonly do: 'remove'; readonly basemap: string }
  | { readonly do: 'choose'; readonly chosen: string }
  | { readonly do: 'tianditu'; readonly key: string };

/** Changes what the district has to lay under its maps. `sent`: how much of a file has gone, 0 to 1. */
export function useChangeBasemaps() {
  const district = useDistrict();
  const client = useQueryClient();
  const [sent, setSent] = useState<number | null>(null);
  const params = { district };
  const send = (wish: Wish) => {
    switch (wish.do) {
      case 'add':
        return sendFile(addressOf(routes.addBasemap, { params }), wish.file, setSent);
      case 'remove':
        return call(routes.removeBasemap, { params: { district, basemap: wish.basemap } });
      case 'choose':
        return call(routes.chooseBasemap, { params, body: { chosen: wish.chosen } });
      case 'tianditu':
        return call(routes.setTianditu, { params, body: { key: wish.key } });
    }
  };
  const change = useMutation({
    mutationFn: send,
    onSuccess: (answer, wish) => {
      client.setQueryData(basemapsKey(district), answer);
      // The browser asks anew which foreign hosts this page may reach.
      if (wish.do === 'tianditu') location.reload();
    },
    onSettled: () => setSent(null),
  });
  return { change, sent };
}
