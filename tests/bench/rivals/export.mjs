// node export.mjs EVENTS FOLDER: writes the calendars of events.py with the library ical-generator.
import { createReadStream, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import ical from 'ical-generator'

const moment = (text) => {
  const [, y, m, d, h, i, s] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?/.exec(text)
  return new Date(Date.UTC(y, m - 1, d, (h ?? 0) - (text.endsWith('Z') ? 0 : 7), i ?? 0, s ?? 0))
}
const plain = (text) => text.replace(/\\n/g, '\n').replace(/\\([,;])/g, '$1')

let file = null
let calendar = null
const end = () => file && writeFileSync(`${process.argv[3]}/${file}`, calendar.toString())
for await (const line of createInterface({ input: createReadStream(process.argv[2]) })) {
  const [name, title, id, sequence, stamp, start, finish, summary, location, description] = line.split('\t')
  if (name !== file) {
    end()
    file = name
    calendar = ical({ name: plain(title) })
  }
  calendar.createEvent({
    id, sequence: Number(sequence || 0), stamp: moment(stamp), start: moment(start), end: moment(finish),
    summary: plain(summary), location: plain(location), description: plain(description),
  })
}
end()
