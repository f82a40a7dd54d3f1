export const help = `spikebook: spiking networks from the command line

  spikebook list [--json]                 the figures, their parameters, presets and goals
  spikebook run FIGURE [options]          run a figure's network
  spikebook simulate FILE [options]       run a network in the published format (docs/network-format.md),
                                          or in a NIR file
  spikebook chip FIGURE|FILE [options]    run it on a virtual neuromorphic chip: what is done there, and what
                                          that costs (docs/chip.md)
  spikebook export FIGURE|FILE --to brian2|latex|nir|network [options]
  spikebook learn RULE --pre SPIKES --post SPIKES [options]
                                          run a learning rule of the chip on one synapse (docs/learning-rules.md)

Options
  --preset NAME      a figure's named setting, over which --set is laid
  --set NAME=VALUE   a figure's parameter, in its unit or with one (I=10*nA); in a file, the path of
                     a member (populations.E.parameters.taum=20*ms); may be repeated
  --seed N           decides every random draw (1)
  --for TIME         how long to simulate: 500ms, 0.5 s (the figure's own; 1 s for a file);
                     of learn: steps (to the end of the last spike's epoch)
  --backend NAME     cpu, reference or fixed-point: the integers of a neuromorphic chip (cpu)
  --fixed-point      the same as --backend fixed-point
  --precision NAME   f32 or f64, on the cpu (the figure's own; f32 for a file)
  --arch NAME|FILE   the chip: loihi-calibrated (this), loihi-davies, loihi-2, truenorth, crossbar, or a file
  --place NAME       optimised, or naive: neurons and cores in order (optimised)
  --cores N          spread the neurons over at least N cores (as few as hold them)
  --pre, --post      of learn: the steps of the spikes, 3,7,12, or a file that holds them;
                     none for a neuron that never fires
  --draws FILE       of learn: random numbers to round by, in place of the seed's
  --json             print the results as JSON
  --out FILE         write the results to a file: JSON, or the spikes where its name ends in .csv
  --input FILE       spikes for the inputs of a network from a file: CSV as --out x.csv writes it, or JSON
  --reset RULE       set or subtract: how neurons of a NIR file are reset (what the file says)
  --v-reset CHOICE   write or omit v_reset in a NIR file; some programs read none (write)
  --lossy            write the part that NIR can hold, and say what is left out
  --help, --version

Exit code 2 and one sentence where the input is wrong.
`;
