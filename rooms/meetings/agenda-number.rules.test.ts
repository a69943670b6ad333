import { expect, test } from 'vitest'
import {
  compareItemNumbers,
  itemNumberWarnings,
  reasonsNotToNumberItem,
} from './agenda-number.rules.ts'

test('agenda items are put in the order a reader expects, 10 after 5.1', () => {
  expect(['10', '5.10', '5.1', '11', '5', '5.2', '5a', '1'].sort(compareItemNumbers)).toEqual([
    '1',
    '5',
    '5a',
    '5.1',
    '5.2',
    '5.10',
    '10',
    '11',
  ])
})

test('an item number used twice is refused', () => {
  expect(reasonsNotToNumberItem('5', ['4', '5', '5.1'])).toEqual([
    {
      code: 'item-number-used',
      field: 'number',
      message: 'Item 5 is on the agenda already: give this item another number.',
    },
  ])
  expect(reasonsNotToNumberItem(' 5A ', ['5a'])[0]?.code).toBe('item-number-used')
  expect(reasonsNotToNumberItem('5.2', ['5', '5.1', '52'])).toEqual([])
})

test('what is not an item number is refused', () => {
  for (const wrong of ['', '0', '05', 'five', '5.', '5..1', '5.0', '-1', '5ab'])
    expect(reasonsNotToNumberItem(wrong, [])[0]?.code, wrong).toBe('item-number-form')
})

test('R-TOR-17: the Green Plan paper says item 6 and the agenda item 7, which is a warning', () => {
  expect(itemNumberWarnings('6', '7')).toEqual([
    {
      code: 'item-number-differs',
      field: 'item',
      message: 'The paper says item 6, but the agenda has it as item 7.',
    },
  ])
  expect(itemNumberWarnings('8', '8')).toEqual([])
  expect(itemNumberWarnings(null, '6')).toEqual([])
})
