/* The plan board: meetings on a line of days for each venue. A meeting that is dragged is asked of the server, which alone
 * knows the rules; when it refuses, the meeting goes back and its reasons are told. Without this script the table below says
 * and does the same.
 */
(function () {
  'use strict';

  const board = document.getElementById('board');
  if (!board || typeof EventCalendar === 'undefined') return;
  const words = board.dataset;
  const told = document.getElementById('board-told');

  function tell(lines, kind) {
    told.className = kind;
    told.replaceChildren(...lines.map((line) => {
      const paragraph = document.createElement('p');
      paragraph.textContent = line;
      return paragraph;
    }));
    told.hidden = false;
  }

  function two(number) {
    return String(number).padStart(2, '0');
  }

  function fields(info) {
    const start = info.event.start;
    const venue = info.newResource ? info.newResource.id : info.event.resourceIds[0];
    return new URLSearchParams({
      token: words.token,
      meeting: info.event.id,
      seen: info.event.extendedProps.seen,
      day: `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`,
      hour: `${two(start.getHours())}:${two(start.getMinutes())}`,
      venue: venue,
      mode: info.event.extendedProps.mode,
    });
  }

  async function move(info) {
    let answer;
    try {
      const response = await fetch(words.move, {
        method: 'POST',
        body: fields(info),
        headers: {Accept: 'application/json'},
        credentials: 'same-origin',
      });
      answer = await response.json();
    } catch (failure) {
      answer = {done: false, words: [words.lost]};
    }
    if (!answer.done) info.revert();
    tell(answer.words, answer.done ? 'state' : 'error');
    calendar.refetchEvents();
  }

  board.hidden = false;
  const calendar = EventCalendar.create(board, {
    view: 'resourceTimelineWeek',
    date: words.from,
    locale: document.documentElement.lang,
    firstDay: 1,
    resources: JSON.parse(words.venues),
    eventSources: [{
      events: async (range) => {
        const query = new URLSearchParams({from: range.startStr.slice(0, 10), until: range.endStr.slice(0, 10)});
        const response = await fetch(`${words.events}&${query}`, {credentials: 'same-origin'});
        return response.ok ? response.json() : [];
      },
    }],
    slotMinTime: '06:00',
    slotMaxTime: '22:00',
    slotDuration: '04:00',
    snapDuration: '00:30',
    slotWidth: 80,
    validRange: {start: words.first, end: words.end},
    buttonText: {today: words.today},
    headerToolbar: {start: 'title', center: '', end: 'prev,next'},
    editable: words.may === '1',
    eventDurationEditable: false,
    eventDrop: move,
  });
}());
