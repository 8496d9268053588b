/** The line drawings on buttons, each one path in a 24 by 24 square. */

export const SHAPES = {
  send: "M5 12h14M13 6l6 6-6 6",
  attach: "M12 5v14M5 12h14",
  more: "M12 6v.01M12 12v.01M12 18v.01",
  reply: "M10 7l-5 5 5 5M5 12h9a5 5 0 0 1 5 5v1",
  remove: "M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12",
  close: "M7 7l10 10M17 7L7 17",
  down: "M12 6v12M6 13l6 6 6-6",
  voice: "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6 11.5a6 6 0 0 0 12 0M12 17.5V20",
  photo: "M4 6h16v12H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.5v.01",
  place: "M12 21s-6-5.6-6-10.5a6 6 0 0 1 12 0C18 15.4 12 21 12 21zM12 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  contact: "M12 12a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 19.5c1-3 3.7-4.5 7-4.5s6 1.5 7 4.5",
  document: "M7 4h7l4 4v12H7zM14 4v4h4",
  lock: "M6.5 11h11v8.5h-11zM9 11V8a3 3 0 0 1 6 0v3",
  desk: "M4 7h16v10H4zM9 20h6M12 17v3",
  tools: "M5 8h8M17 8h2M15 6v4M5 16h2M11 16h8M9 14v4",
};
