#include "aliquot/io/scenario_reader.hpp"
