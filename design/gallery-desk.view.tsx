import { DeskButton, DeskFold, DeskPanel, Limbs, Standing } from './desk.tsx'
import { Form } from './form.tsx'
import { GalleryPart } from './gallery-part.tsx'
import { TextField } from './text-fields.tsx'

/** What live screens are made of; their scripts are tried by live.test.tsx and the walks. */
export const GalleryDesk = () => (
  <>
    <GalleryPart id="standing" title="Standing">
      <Standing tone="good" level={3} figure={18} of="of 16 required" heading="Quorate">
        <p>Since 10am.</p>
        <Limbs limbs={[{ name: 'ICB', present: 2, required: 1, met: true }]} />
      </Standing>
      <Standing tone="bad" level={3} figure={14} of="of 16 required" heading="Not quorate">
        <p>Fourteen members are present and sixteen are required.</p>
        <Limbs limbs={[{ name: 'ICB', present: 0, required: 1, met: false }]} />
      </Standing>
      <Standing tone="closed" level={3} heading="The meeting is in private session" />
      <Standing tone="quiet" level={3} heading="The meeting begins at 10am" />
    </GalleryPart>
    <GalleryPart id="desk" title="Desk">
      <DeskPanel id="desk-panel" title="Agenda" place="start" aside="3 of 11 taken">
        <Form action="/work/gallery">
          <div className="gt-desk-acts">
            <DeskButton kind="primary" presses="n">
              Begin 4. Review of the tracker
            </DeskButton>
            <DeskButton presses="e">End the item</DeskButton>
            <DeskButton small pressed>
              For
            </DeskButton>
            <DeskButton kind="plain">Remotely</DeskButton>
          </div>
        </Form>
        <DeskFold id="gallery-fold" summary="Adjourn" opens="j" open>
          <Form action="/work/gallery">
            <TextField name="gallery-why" label="Why (optional)" />
          </Form>
        </DeskFold>
      </DeskPanel>
    </GalleryPart>
  </>
)
