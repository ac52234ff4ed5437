/** `open` takes entries, `closed` has its list frozen, `drawn` has winners, `cancelled` never will. */
export const LOTTERY_STATUSES = ['open', 'closed', 'drawn', 'cancelled'] as const;
export type LotteryStatus = (typeof LOTTERY_STATUSES)[number];

/** `void`: it was left out when the list was frozen, see the reason beside it. */
export type EntryStatus = 'entered' | 'withdrawn' | 'void';

/** `waiting`: an alternate whose turn has not come. `pending`: a prize that waits to be claimed. */
export const PLACE_STATUSES = ['waiting', 'pending', 'claimed', 'declined', 'expired', 'passed_over'] as const;
export type PlaceStatus = (typeof PLACE_STATUSES)[number];

export const DELIVERY_STATES = ['none', 'preparing', 'shipped', 'delivered', 'returned'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
