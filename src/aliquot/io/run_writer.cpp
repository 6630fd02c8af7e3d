#include "aliquot/io/run_writer.hpp"
